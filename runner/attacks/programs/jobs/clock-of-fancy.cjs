// exploit: starts the clock at what is no date
// kind: lab
// refused: clockStart
// job: {"kind":"lab","sites":[{"host":"shop.test","entry":"a.js","port":3000}],"files":[{"path":"a.js","content":"1"}],"clockStart":"2030-13-45T99:99:99Z"}
