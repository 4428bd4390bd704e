import { previewImage, previewSize } from '#components/site/preview-image.tsx'

export const alt = 'Crumbtrail: cookies, sessions and JWT on a real Node server that you edit yourself'
export const size = previewSize
export const contentType = 'image/png'

export default function Image() {
  return previewImage({ line: 'Crumbtrail', title: 'Cookies, sessions and JWT on a real Node server that you edit yourself', place: null })
}
