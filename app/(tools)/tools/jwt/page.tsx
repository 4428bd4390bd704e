import type { Metadata } from 'next'
import Link from 'next/link'
import { pageMetadata } from '#components/site/page-metadata.ts'
import { JwtInspector } from '#components/tools/jwt/jwt-inspector.tsx'
import { ToolPage } from '#components/tools/tool-page.tsx'
import { toolAt } from '#components/tools/tool-pages.ts'

const { path, title, summary } = toolAt('/tools/jwt')

export const metadata: Metadata = pageMetadata({ title, description: summary, path })

export default function JwtPage() {
  return (
    <ToolPage
      title={title}
      lead={
        <p>
          Read a token, verify it with the algorithm and the key that <em>you</em> name, and see what speaks against it. Everything happens in this
          page; nothing is sent, and nothing is kept when you leave.
        </p>
      }
      tool={<JwtInspector />}
    >
      <h2>How to read it</h2>
      <p>
        <strong>A decoded token is not a trusted one.</strong> Header and payload are base64url, which anybody can write. The page therefore begins
        with “Unverified” and stays there until a signature fits a key of yours.
      </p>
      <p>
        <strong>You pin, the token does not choose.</strong> The algorithm is taken from your choice and never from the header, because the header is
        part of what a forger writes. If the two differ, the token is refused before any key is used (rfc8725bis §3.1).
      </p>
      <p>
        <strong>A signature that fits is the first of several checks.</strong> It says who made the token. Whether it is meant for you, still valid
        and of the right kind is said by its claims, and each has to be compared with something that you expect. What you do not name is shown as
        open, not as passed.
      </p>
      <p>
        <strong>No finding is no promise.</strong> The list tells what can be seen from the token and the key: what the best current practice for JWT
        (rfc8725bis, draft 07, which is to follow RFC 8725) and the standards below it warn of, each with its section. It cannot see whether your
        server checks anything.
      </p>
      <h2>Before you paste</h2>
      <p>
        A token that is still valid is a password for as long as it lives. This page sends it nowhere, but your clipboard, your screen and whoever
        looks over your shoulder are not this page. Move the clock, or take an example, when you only want to learn.
      </p>
      <p>
        What a token is good for and what a session does better is the subject of{' '}
        <Link href="/learn/cookies-sessions-jwt/cookies-sessions-concept" prefetch={false}>
          step 27
        </Link>
        .
      </p>
    </ToolPage>
  )
}
