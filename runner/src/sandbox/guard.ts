import { spawn } from 'node:child_process'

/**
 * bubblewrap dies with its parent, but for a moment while it starts its first process waits for word from one that is gone, for ever. So a
 * shell waits beside the runner until the runner is gone, however it went, and then ends what is left of sandboxes with this root: bubblewrap whose
 * parent is neither bubblewrap nor a runner.
 */
const SCRIPT = `
cat > /dev/null
for round in 1 2 3 4 5; do
  for file in $(grep -laF -e "$1" /proc/[0-9]*/cmdline); do
    folder="\${file%/cmdline}"
    case "$(tr '\\0' ' ' < "$file")" in
      *"bwrap "*" --ro-bind $1 / "*)
        parent=$(sed -n 's/^PPid:[[:space:]]*//p' "$folder/status")
        case "$(cat "/proc/$parent/comm")" in
          bwrap | nsenter | node* | MainThread) ;;
          *) kill -9 "\${folder#/proc/}" ;;
        esac
        ;;
    esac
  done
  sleep 0.2
done
`

/** Starts the guard for sandboxes with this root. It outlives this process by about a second, and a signal to its group. */
export function startGuard(rootFolder: string): void {
  const guard = spawn('/bin/sh', ['-c', SCRIPT, 'crumbtrail-guard', rootFolder], {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guard.on('error', () => undefined)
  guard.stdin.on('error', () => undefined)
  guard.unref()
  ;(guard.stdin as unknown as { unref?(): void }).unref?.()
}
