// exploit: redirects a browser, which the service itself plays, to the machine's own ports, addresses and files
// kind: lab
// exchange: none no-such-host
// outcome: finished
// sees: "failure":"no-such-host"
// hides: __HOST_SECRET__
// job: {"browsers":[{"name":"alice"}],"steps":[{"id":"v0","type":"visit","url":"http://shop.test/0"},{"id":"v1","type":"visit","url":"http://shop.test/1"},{"id":"v2","type":"visit","url":"http://shop.test/2"},{"id":"v3","type":"visit","url":"http://shop.test/3"},{"id":"v4","type":"visit","url":"http://shop.test/4"},{"id":"v5","type":"visit","url":"http://shop.test/5"},{"id":"v6","type":"visit","url":"http://shop.test/6"},{"id":"v7","type":"visit","url":"http://shop.test/7"},{"id":"v8","type":"visit","url":"http://shop.test/8"},{"id":"v9","type":"visit","url":"http://shop.test/9"},{"id":"v10","type":"visit","url":"http://shop.test/10"},{"id":"v11","type":"visit","url":"http://shop.test/11"},{"id":"f","type":"fetch","method":"GET","url":"http://__HOST_ADDRESS__:__HOST_PORT__/","mode":"no-cors"},{"id":"e","type":"embed","as":"iframe","url":"http://127.0.0.1:__HOST_PORT__/"},{"id":"g","type":"submit","method":"POST","url":"http://localhost:__HOST_PORT__/","form":{"a":"b"}}]}
const places = [
  'http://127.0.0.1:__HOST_PORT__/', 'http://__HOST_ADDRESS__:__HOST_PORT__/', 'http://[::1]:__HOST_PORT__/', 'http://localhost:__HOST_PORT__/', 'http://0:__HOST_PORT__/',
  'http://2130706433:__HOST_PORT__/', 'file:__HOST_FILE__', 'http://shop.test@127.0.0.1:__HOST_PORT__/', 'http://127.0.0.1:__HOST_PORT__\\@shop.test/', '//127.0.0.1:__HOST_PORT__/',
  'http://__HOST_NAME__/', 'ftp://127.0.0.1/',
]
require('node:http').createServer((request, response) => {
  response.writeHead(302, { Location: places[Number(request.url.slice(1))] ?? '/' }).end()
}).listen(process.env.PORT)
