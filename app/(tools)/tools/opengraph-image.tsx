import { previewImage, previewSize } from '#components/site/preview-image.tsx'

export const alt = 'The tools of Crumbtrail'
export const size = previewSize
export const contentType = 'image/png'

export default function Image() {
  return previewImage({ line: 'Crumbtrail', title: 'Tools: see what becomes of a cookie, and what a token is worth', place: null })
}
