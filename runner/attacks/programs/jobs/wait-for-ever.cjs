// exploit: waits longer than cookies live
// kind: lab
// refused: steps.0.seconds
// job: {"kind":"lab","sites":[{"host":"shop.test","entry":"a.js","port":3000}],"files":[{"path":"a.js","content":"1"}],"steps":[{"id":"a","type":"wait","seconds":1e300}]}
