// exploit: uses parts of the language that cannot be stripped, deep enough to occupy whoever strips them
// outcome: exited
enum Colour { Red = `${'x'.repeat(10)}`.length }
namespace Nested { export namespace Deeper { export const value = 1 } }
console.log(Colour.Red, Nested.Deeper.value, (((((((((((((((((((<any>1)))))))))))))))))))))
