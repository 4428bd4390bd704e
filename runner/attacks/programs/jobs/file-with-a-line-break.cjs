// exploit: hides a line break in a file name
// refused: files.0.path
// job: {"files":[{"path":"a.js\n","content":"1"}],"entry":"a.js\n"}
