import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { GROUP_PREFIX } from '../cgroup/cgroup.ts'
import { findHierarchies } from '../cgroup/cgroup-files.ts'

/**
 * bubblewrap dies with its parent, but for a moment while it starts its first process waits for word from one that is gone, for ever. So a
 * shell waits beside the runner until the runner is gone, however it went, and then ends what is left of sandboxes with this root: bubblewrap whose
 * parent is neither bubblewrap nor a runner. It also takes away the runner's work folder and its cgroups, once they are empty.
 */
const SCRIPT = `
cat > /dev/null
root="$1" prefix="$2" work="$3"
shift 3
rm -rf "$work/$prefix"*
for round in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  left=
  for folder in "$@"; do
    for group in "$folder/$prefix"*; do
      [ -d "$group" ] || continue
      rmdir "$group"/*/ "$group" 2> /dev/null
      [ -d "$group" ] && left=yes
    done
  done
  for file in $(grep -laF -e "$root" /proc/[0-9]*/cmdline 2> /dev/null); do
    folder="\${file%/cmdline}"
    case "$(tr '\\0' ' ' < "$file")" in
      *"bwrap "*" --ro-bind $root / "*)
        parent=$(sed -n 's/^PPid:[[:space:]]*//p' "$folder/status")
        case "$(cat "/proc/$parent/comm")" in
          bwrap | nsenter | node* | MainThread) ;;
          *) kill -9 "\${folder#/proc/}" ;;
        esac
        ;;
    esac
  done
  [ "$round" -ge 5 ] && [ -z "$left" ] && break
  sleep 0.2
done
# What was about to make a file there is gone by now.
rm -rf "$work/$prefix"*
`

/**
 * Starts the guard for sandboxes with this root; `workParent` is where the runner makes its work folder. It outlives this process by about a second, by four at
 * most, and a signal to its group.
 */
export function startGuard(rootFolder: string, workParent = tmpdir()): void {
  const folders = process.platform === 'linux' ? groupParents() : []
  const guard = spawn('/bin/sh', ['-c', SCRIPT, 'crumbtrail-guard', rootFolder, `${GROUP_PREFIX}${process.pid}-`, workParent, ...folders], {
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

/** Every folder in which the runner may have made its groups. */
function groupParents(): string[] {
  const hierarchies = findHierarchies(readFileSync('/proc/self/mountinfo', 'utf8'), readFileSync('/proc/self/cgroup', 'utf8'))
  return [...new Set(hierarchies.flatMap(({ ownFolder, mountPoint }) => [ownFolder, mountPoint]))]
}
