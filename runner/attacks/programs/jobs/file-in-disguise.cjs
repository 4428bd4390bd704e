// exploit: climbs in the middle of a path
// refused: files.1.path
// job: {"files":[{"path":"a.js","content":"1"},{"path":"a/../../etc/passwd","content":"1"}],"entry":"a.js"}
