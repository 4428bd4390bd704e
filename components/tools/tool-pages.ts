import type { TOOL_PATHS } from '#lib/tools/tool-paths.ts'

/** The tools of the site: where they are, and what is said of them wherever they are listed. */
export const TOOLS = [
  {
    path: '/tools/set-cookie',
    title: 'Set-Cookie clinic',
    summary: 'Paste the Set-Cookie lines of a response: which are kept, which refused, why, and what the next request carries.',
  },
  {
    path: '/tools/jwt',
    title: 'JWT inspector',
    summary: 'Read a token, verify it with the key and the algorithm that you name, and see what speaks against it.',
  },
] as const satisfies readonly { path: ToolPath; title: string; summary: string }[]

export type ToolPath = Exclude<(typeof TOOL_PATHS)[number], '/tools'>

export const toolAt = (path: ToolPath): (typeof TOOLS)[number] => TOOLS.find((tool) => tool.path === path) ?? TOOLS[0]
