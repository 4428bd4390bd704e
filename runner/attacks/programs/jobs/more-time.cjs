// exploit: asks for more time than a run has
// refused: limits.wallMs
// wall: 3600000
