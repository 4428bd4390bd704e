// exploit: starts the clock at an instant written with as many digits as a request holds
// kind: lab
// refused: clockStart
// job: {"kind":"lab","sites":[{"host":"shop.test","entry":"a.js","port":3000}],"files":[{"path":"a.js","content":"1"}],"clockStart":"2030-01-01T00:00:00.1111111111111111111111111111111111111111Z"}
