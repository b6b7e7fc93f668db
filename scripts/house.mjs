/** `npm run house`: does the code keep the laws of the house? Exit status 1 when it does not. */
import { checkPicture, inspect } from "./house/inspect.mjs";

const root = process.cwd();
const { result, breaches, long, fileCount, importCount } = await inspect(root);
breaches.push(...(await checkPicture(root, result)));

for (const { file, lines } of long) console.log(`提醒 long: ${file} 有 ${lines} 行，可以分开了`);
for (const { rule, file, line, message } of breaches)
  console.error(`${rule}  ${file}${line ? `:${line}` : ""}\n    ${message}`);
console.log(`房屋 house: ${fileCount} 个文件 files, ${importCount} 处引用 imports, ${breaches.length} 处违例 breaches`);
if (breaches.length > 0 || fileCount === 0) process.exitCode = 1;
