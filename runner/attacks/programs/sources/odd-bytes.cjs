// exploit: consists of marks, NUL bytes, halves of characters, old line ends and a first line for a shell
// outcome: finished exited
// job: {"files":[{"path":"main.cjs","content":"\ufeff#!/bin/sh -c id\r\nconst \ud800 = 1\u2028console.log('x')\u0000\r"}],"entry":"main.cjs"}
