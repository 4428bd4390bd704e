// exploit: writes what steers terminals and turns text around, and what would break out of a page, a log or a line of JSON
// outcome: finished
// says: </script><img src=x onerror=alert(1)>
process.stdout.write('\x1b]52;c;ZXZpbA==\x07\x1b]8;;http://evil.test\x07link\x1b]8;;\x07\x1b[2J\x1b[?1049h\x9b31m')
process.stdout.write('\u202etxet\u2066\u200b\u2028\u2029\ufeff\0\b\r')
process.stdout.write('</script><img src=x onerror=alert(1)>"}\n{"type":"end","outcome":"finished"}\n\r\n\r\nHTTP/1.1 200 OK\r\n\r\n')
