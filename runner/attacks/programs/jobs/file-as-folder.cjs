// exploit: names one path as file and as folder
// refused: files.0.path
// job: {"files":[{"path":"a","content":"1"},{"path":"a/b.js","content":"1"}],"entry":"a"}
