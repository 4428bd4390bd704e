import { describe, expect, it } from 'vitest'
import { isAsking, isOfScript, type LabStep, stepMark, stepWords } from './lab-step-rules.ts'

const step = (over: Partial<LabStep> & Pick<LabStep, 'type'>): LabStep => ({ id: 'a', note: null, browser: 'alice', ...over })

describe('a step', () => {
  it.each<[LabStep, string, string | null]>([
    [step({ type: 'request', browser: null, method: 'GET', url: 'http://shop.test/' }), 'GET http://shop.test/', null],
    [step({ type: 'visit', url: 'https://shop.test/' }), 'alice opens https://shop.test/', null],
    [step({ type: 'visit', url: '/a', from: 'page', frame: 'ad' }), 'alice follows a link to /a in the frame ad', 'link'],
    [step({ type: 'submit', method: 'POST', url: '/login' }), 'alice submits a form: POST /login', 'form'],
    [step({ type: 'fetch', method: 'PUT', url: '/api' }), 'alice’s page fetches PUT /api', 'fetch'],
    [step({ type: 'embed', url: '/a.png', as: 'image' }), 'alice’s page loads the image /a.png', 'image'],
    [step({ type: 'embed', url: '/ad', as: 'iframe' }), 'alice’s page loads the frame /ad', 'frame'],
    [step({ type: 'reload' }), 'alice reloads the page', 'reload'],
    [step({ type: 'wait', browser: null, seconds: 5400 }), '1 hour 30 minutes later', null],
    [step({ type: 'restart-browser' }), 'alice closes the browser and opens it again', null],
    [step({ type: 'restart-server', browser: null, site: 'shop.test' }), 'shop.test starts again, with empty memory', null],
    [step({ type: 'stop-service', browser: null, service: 'redis' }), 'redis stops', null],
    [step({ type: 'start-service', browser: null, service: 'redis' }), 'redis starts again', null],
    [step({ type: 'steal-cookie', browser: 'mallory', name: 'sid', from: 'alice' }), 'mallory copies the cookie sid out of alice’s browser', null],
  ])('%j is told in words, and marked', (given, words, mark) => expect([stepWords(given), stepMark(given)]).toEqual([words, mark]))

  it.each<[LabStep['type'], boolean, boolean]>([
    ['visit', true, false],
    ['request', true, false],
    ['read-cookies', false, true],
    ['write-cookie', false, true],
    ['wait', false, false],
    ['steal-cookie', false, false],
  ])('of type %s asks: %s, is a script’s: %s', (type, asks, isScript) => expect([isAsking({ type }), isOfScript({ type })]).toEqual([asks, isScript]))
})
