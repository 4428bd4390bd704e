// exploit: writes a header name that holds a whole line
// kind: lab
// refused: steps.0.headers.0.0
// job: {"kind":"lab","sites":[{"host":"shop.test","entry":"a.js","port":3000}],"files":[{"path":"a.js","content":"1"}],"steps":[{"id":"a","type":"request","method":"GET","url":"http://shop.test/","headers":[["X-A: b\r\nHost","evil.test"]]}]}
