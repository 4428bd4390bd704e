// Runs before the first paint: marks that scripts run, and puts back what this browser remembers of the page's look.
;(() => {
  const root = document.documentElement
  const putBack = () => {
    root.dataset.js = ''
    let remembered = {}
    try {
      remembered = {
        theme: localStorage.getItem('crumbtrail:theme'),
        rail: localStorage.getItem('crumbtrail:rail'),
        lab: Number(localStorage.getItem('crumbtrail:lab-width')),
        account: localStorage.getItem('crumbtrail:account'),
      }
    } catch {
      // Storage is closed to this page (a private window, a browser setting): the defaults stand.
      return
    }
    if (remembered.theme === 'light' || remembered.theme === 'dark') root.dataset.theme = remembered.theme
    if (remembered.account) root.dataset.account = ''
    if (remembered.rail === 'closed') root.dataset.rail = 'closed'
    if (remembered.lab >= 320 && remembered.lab <= 1600) root.style.setProperty('--lab-width', `${remembered.lab}px`)
  }
  putBack()
  // A page that was made for somebody says whose this browser is (`RememberAccount`), before the rest of its scripts has come.
  document.addEventListener('DOMContentLoaded', () => {
    const made = document.querySelector('[data-account-id]')
    if (!made) return
    const { accountId: id, accountName: displayName } = made.dataset
    try {
      localStorage.setItem('crumbtrail:account', JSON.stringify({ id, displayName }))
    } catch {
      // Closed storage remembers nobody.
    }
  })
  // A page that is drawn anew after an error has lost all that stood on its root element.
  new MutationObserver(() => root.dataset.js === undefined && putBack()).observe(root, { attributeFilter: ['data-js'] })
})()
