// exploit: gives a site name that would write another line into the file of host names
// kind: lab
// refused: sites.0.host
// job: {"files":[{"path":"a.js","content":"1"}],"sites":[{"host":"shop.test\n8.8.8.8 bank.test","entry":"a.js","port":3000}]}
