// exploit: writes a file by absolute path
// refused: files.0.path
// job: {"files":[{"path":"/etc/passwd","content":"1"}],"entry":"/etc/passwd"}
