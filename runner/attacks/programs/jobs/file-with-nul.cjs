// exploit: ends a file name early with a NUL byte
// refused: files.0.path
// job: {"files":[{"path":"a.js\u0000.txt","content":"1"}],"entry":"a.js"}
