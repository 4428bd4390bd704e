import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ImageResponse } from 'next/og'
import { CookieDrawing } from '#components/site/logo.tsx'

export const previewSize = { width: 1200, height: 630 }

const colours = { paper: '#fcfaf5', ink: '#2b201a', muted: '#625750', action: '#b25a13', line: '#e3ddd3' }

const fontFile = (weight: 400 | 700) =>
  readFile(
    join(/* turbopackIgnore: true */ process.cwd(), `node_modules/@fontsource/instrument-sans/files/instrument-sans-latin-${weight}-normal.woff`),
  )

type Preview = { line: string; title: string; place: { step: number; steps: number } | null }

/** The picture that other sites show for a page: its title, where it belongs, and how far along the track it stands. */
export async function previewImage({ line, title, place }: Preview): Promise<ImageResponse> {
  const [regular, bold] = await Promise.all([fontFile(400), fontFile(700)])
  const done = place ? Math.round((place.step / place.steps) * 1040) : 1040
  // The picture is drawn by a layout engine without style sheets, so the styles stand here.
  return new ImageResponse(
    <div
      style={{
        display: 'flex',
        flexDirection: 'column',
        width: '100%',
        height: '100%',
        padding: 80,
        background: colours.paper,
        color: colours.ink,
        fontFamily: 'Text',
      }}
    >
      <div style={{ display: 'flex', alignItems: 'center', gap: 20, fontSize: 34, fontWeight: 700 }}>
        <svg width="56" height="56" viewBox="0 0 32 32" fill={colours.action} aria-hidden="true">
          {/* Called, not rendered: the layout engine knows nothing but plain elements inside a drawing. */}
          {CookieDrawing()}
        </svg>
        Crumbtrail
      </div>
      <div style={{ display: 'flex', flex: 1, flexDirection: 'column', justifyContent: 'center' }}>
        <div style={{ fontSize: 32, color: colours.muted, marginBottom: 18 }}>{line}</div>
        <div style={{ fontSize: title.length > 48 ? 62 : 76, fontWeight: 700, lineHeight: 1.1, letterSpacing: -1.6 }}>{title}</div>
      </div>
      <div style={{ display: 'flex', flexDirection: 'column' }}>
        <div style={{ fontSize: 30, color: colours.muted, marginBottom: 20 }}>
          {place ? `Step ${place.step}/${place.steps}` : 'Read it, run it, answer it'}
        </div>
        <div style={{ display: 'flex', width: 1040, height: 6, background: colours.line }}>
          <div style={{ width: done, height: 6, background: colours.action }} />
        </div>
      </div>
    </div>,
    {
      ...previewSize,
      fonts: [
        { name: 'Text', data: regular, weight: 400 },
        { name: 'Text', data: bold, weight: 700 },
      ],
    },
  )
}
