// exploit: replaces a package in its own folder
// refused: files.1.path
// job: {"files":[{"path":"a.js","content":"1"},{"path":"node_modules/express/index.js","content":"1"}],"entry":"a.js"}
