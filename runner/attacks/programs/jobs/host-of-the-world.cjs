// exploit: asks a host that is no site of the run
// kind: lab
// refused: steps.0.url
// job: {"kind":"lab","sites":[{"host":"shop.test","entry":"a.js","port":3000}],"files":[{"path":"a.js","content":"1"}],"steps":[{"id":"a","type":"request","method":"GET","url":"http://169.254.169.254/latest/"}]}
