// exploit: leaves shared memory, semaphores and message queues behind, which outlive every process, or reads those of others
// outcome: finished
// says: left none
const fs = require('node:fs')
const { syscall } = require('./system-call.cjs')
// shmget shmat shmctl semget semop semctl msgget msgsnd msgctl mq_open mq_unlink
const numbers = { x64: [29, 30, 31, 64, 65, 66, 68, 69, 71, 240, 241], arm64: [194, 196, 195, 190, 193, 191, 186, 189, 187, 180, 181] }[process.arch]
for (const number of numbers) for (const key of [0, 0x53a001, 5480549]) if (syscall(number, key, 4096, 0o1777, 0) !== 'EPERM') console.log('ESCAPED', number, key)
for (const folder of ['/dev/shm', '/dev/mqueue', '/run/shm', '/proc/sysvipc']) if (fs.existsSync(folder)) console.log('ESCAPED', folder)
console.log('left none')
