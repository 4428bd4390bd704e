// exploit: serves a site under a name of the real world
// kind: lab
// refused: sites.0.host
// job: {"files":[{"path":"a.js","content":"1"}],"sites":[{"host":"example.com","entry":"a.js","port":3000}]}
