import type { Metadata } from 'next'
import Link from 'next/link'
import { pageMetadata } from '#components/site/page-metadata.ts'
import { CookieClinic } from '#components/tools/set-cookie/cookie-clinic.tsx'
import { ToolPage } from '#components/tools/tool-page.tsx'
import { toolAt } from '#components/tools/tool-pages.ts'

const { path, title, summary } = toolAt('/tools/set-cookie')

export const metadata: Metadata = pageMetadata({ title, description: summary, path })

export default function SetCookiePage() {
  return (
    <ToolPage
      title={title}
      lead={
        <p>
          Paste what a server sent. A simulated browser takes the lines one after the other and says of each whether it is kept, by which rule, and
          what the smallest change would be. Nothing leaves this page.
        </p>
      }
      tool={<CookieClinic />}
    >
      <h2>How to read it</h2>
      <p>
        <strong>Verdicts.</strong> A line is kept, replaces a cookie of the same name, host and path, deletes one, or is refused as a whole.
        Attributes that do nothing are named apart, because a line with a mistyped one is kept all the same, only not as its author meant.
      </p>
      <p>
        <strong>Who asks</strong> matters twice. A response to another site’s page may set no more than <code>SameSite=None</code> cookies, unless the
        whole page changes; and of the cookies that are there it gets only those whose SameSite allows it. A fetch is taken to be one with{' '}
        <code>credentials: &apos;include&apos;</code>, and whether the script may read the answer is another matter (CORS), which no cookie decides.
      </p>
      <p>
        <strong>The browser</strong> matters for what is not written: without <code>SameSite</code> Chrome and its relatives act as with Lax, Firefox
        and Safari do not. And unless somebody changed that, Firefox gives the cookies of third parties a place of their own under each page, and
        Safari keeps them back.
      </p>
      <p>
        <strong>The rules</strong> are those of rfc6265bis (draft 22) with Partitioned cookies and the <code>__Http-</code> prefixes, and where they
        leave a choice those of Chromium. Sections name the draft. The jar begins empty, and all lines come in one response.
      </p>
      <p>
        What each attribute is for is the subject of the first module; begin with{' '}
        <Link href="/learn/cookies-sessions-jwt/http-forgets-you" prefetch={false}>
          step 1
        </Link>{' '}
        or, for Secure and HttpOnly,{' '}
        <Link href="/learn/cookies-sessions-jwt/secure-and-httponly" prefetch={false}>
          step 5
        </Link>
        .
      </p>
    </ToolPage>
  )
}
