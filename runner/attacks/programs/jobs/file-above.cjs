// exploit: writes a file above its folder
// refused: files.0.path
// job: {"files":[{"path":"../escape.cjs","content":"1"}],"entry":"../escape.cjs"}
