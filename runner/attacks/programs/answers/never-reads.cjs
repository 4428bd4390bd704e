// exploit: takes the connection with the smallest window that there is, reads nothing of the request and neither answers nor leaves
// part: no
// kind: lab
// outcome: finished wall-timeout
// exchange: timed-out none
// job: {"steps":[{"id":"a","type":"request","method":"POST","url":"http://shop.test/","body":"________________________________________________________________"},{"id":"b","type":"request","method":"GET","url":"http://shop.test/"}]}
require('node:net').createServer({ pauseOnConnect: true, highWaterMark: 1 }, (socket) => socket.on('error', () => {})).listen(process.env.PORT)
