// exploit: connects to a socket of the host in the file system and in the abstract name space
// outcome: finished
const net = require('node:net')
const { dirname, join } = require('node:path')
for (const path of [join(dirname('__HOST_FILE__'), 'host-socket'), '\0crumbtrail-bait-__HOST_PORT__', '/run/docker.sock', '/var/run/docker.sock', '/run/systemd/private', '\0/org/kernel/linux/storage/multipathd']) {
  net.connect({ path }, () => console.log('ESCAPED', path.replace('\0', '@'))).on('error', () => {})
}
