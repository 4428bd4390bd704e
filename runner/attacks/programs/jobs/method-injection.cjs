// exploit: writes a method that holds a whole request
// kind: lab
// refused: steps.0.method
// job: {"kind":"lab","sites":[{"host":"shop.test","entry":"a.js","port":3000}],"files":[{"path":"a.js","content":"1"}],"steps":[{"id":"a","type":"request","method":"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET","url":"http://shop.test/"}]}
