// exploit: begins at the last moment that a calendar of four digits knows, to wait beyond it
// kind: lab
// clock: 9999-12-31T23:59:59Z
// refused: clockStart
