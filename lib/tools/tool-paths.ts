/** The pages of the tools: what a lesson may link to besides lessons. */
export const TOOL_PATHS = ['/tools', '/tools/set-cookie', '/tools/jwt'] as const
