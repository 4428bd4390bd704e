// exploit: is named as the inner parts of objects are, in folder and file
// as: __proto__/constructor/hasOwnProperty.cjs
// outcome: finished
// says: /app/__proto__/constructor/hasOwnProperty.cjs
console.log(__filename)
if (({}).constructor !== Object) console.log('ESCAPED')
