// exploit: writes the hidden files that tools read by themselves
// refused: files.1.path
// job: {"files":[{"path":"a.js","content":"1"},{"path":".npmrc","content":"1"}],"entry":"a.js"}
