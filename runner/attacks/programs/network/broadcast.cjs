// exploit: speaks to everybody at once: broadcast and multicast, over IPv4 and IPv6
// outcome: finished
// says: spoken
// beside: neighbour
const dgram = require('node:dgram')
const socket = dgram.createSocket({ type: 'udp4', reuseAddr: true })
const six = dgram.createSocket('udp6')
for (const one of [socket, six]) one.on('error', () => {}).on('message', (_, from) => from.address !== '127.0.0.1' && from.address !== '::1' && console.log('ESCAPED', from.address))
socket.bind(0, () => {
  for (const act of [() => socket.setBroadcast(true), () => socket.addMembership('224.0.0.251'), () => socket.setMulticastTTL(255), () => socket.setMulticastInterface('__HOST_ADDRESS__')]) {
    try {
      act()
    } catch (error) {
      console.log(error.code)
    }
  }
  for (const [port, host] of [[3000, '255.255.255.255'], [5353, '224.0.0.251'], [1900, '239.255.255.250'], [Number('__HOST_PORT__'), '__HOST_ADDRESS__']]) socket.send('x', port, host, () => {})
  six.send('x', 5353, 'ff02::fb', () => {})
  setTimeout(() => {
    console.log('spoken')
    process.exit(0)
  }, 300)
})
