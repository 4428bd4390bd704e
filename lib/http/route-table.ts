import type { PathKind } from './request-rules.ts'

/** The parts of the framework's manifests that tell pages from handlers. */
export type Manifests = {
  /** `app-path-routes-manifest.json`: `/(learn)/learn/page` to `/learn`. */
  appPaths: Record<string, string>
  /** `routes-manifest.json`: the pattern of each route. */
  routes: { staticRoutes: { page: string; regex: string }[]; dynamicRoutes: { page: string; regex: string }[] }
}

/** Tells of any path whether the build has a page or a handler there; fixed routes go before patterns, as in the framework. */
export function routeTable({ appPaths, routes }: Manifests): (path: string) => PathKind {
  const kinds = new Map<string, PathKind>(Object.entries(appPaths).map(([source, route]) => [route, source.endsWith('/page') ? 'page' : 'handler']))
  const patterns = [...routes.staticRoutes, ...routes.dynamicRoutes].map(({ page, regex }) => ({
    pattern: new RegExp(regex),
    kind: kinds.get(page) ?? 'unknown',
  }))
  return (path) => patterns.find(({ pattern }) => pattern.test(path))?.kind ?? 'unknown'
}
