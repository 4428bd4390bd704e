// exploit: takes cookies from a step that comes later
// kind: lab
// refused: steps.0.cookiesFrom
// job: {"kind":"lab","sites":[{"host":"shop.test","entry":"a.js","port":3000}],"files":[{"path":"a.js","content":"1"}],"steps":[{"id":"a","type":"request","method":"GET","url":"http://shop.test/","cookiesFrom":"a"}]}
