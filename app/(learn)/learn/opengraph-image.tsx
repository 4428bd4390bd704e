import { previewImage, previewSize } from '#components/site/preview-image.tsx'

export const alt = 'The tracks of Crumbtrail'
export const size = previewSize
export const contentType = 'image/png'

export default function Image() {
  return previewImage({ line: 'Crumbtrail', title: 'Tracks: ordered steps, each a short lesson with questions', place: null })
}
