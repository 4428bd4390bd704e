// exploit: serves a site on a port of administrators
// kind: lab
// refused: sites.0.port
// job: {"files":[{"path":"a.js","content":"1"}],"sites":[{"host":"shop.test","entry":"a.js","port":80}]}
