// exploit: breaks the request line in its path
// kind: lab
// refused: steps.0.url
// job: {"kind":"lab","sites":[{"host":"shop.test","entry":"a.js","port":3000}],"files":[{"path":"a.js","content":"1"}],"steps":[{"id":"a","type":"request","method":"GET","url":"http://shop.test/ HTTP/1.1\r\nX: y"}]}
