// exploit: adds fields of its own to the job, such as options for the sandbox
// refused: job
// job: {"privileged":true,"env":{"NODE_OPTIONS":"--inspect"}}
