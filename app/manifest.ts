import type { MetadataRoute } from 'next'

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: 'Crumbtrail',
    short_name: 'Crumbtrail',
    description: 'Learn cookies, sessions and JWT on a real Node server that you edit yourself.',
    start_url: '/',
    display: 'browser',
    background_color: '#fcfaf5',
    theme_color: '#fcfaf5',
    icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' }],
  }
}
