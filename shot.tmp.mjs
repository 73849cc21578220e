import { chromium } from '@playwright/test';
import { spawn } from 'node:child_process';
import { webglFlags, quietFlags } from './tools/find-browser.mjs';
const [,, path, out, w='1280', theme='light', full='1', wake='1'] = process.argv;
const srv=spawn('node',['tools/serve.mjs','build','--port','0'],{stdio:['ignore','pipe','inherit']});
const port=await new Promise(r=>srv.stdout.on('data',d=>{const m=/port (\d+)/.exec(d);if(m)r(m[1])}));
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:[...quietFlags,...webglFlags]});
const p=await b.newPage({viewport:{width:+w,height:900},serviceWorkers:'block'});
p.on('console',m=>{if(m.type()==='error')console.log('ERR',m.text())}); p.on('pageerror',e=>console.log('THROWN',e.message));
const sep=path.includes('?')?'&':'?';
await p.goto(`http://127.0.0.1:${port}/${path}${sep}theme=${theme}`,{waitUntil:'networkidle'});
if(wake==='1'){const h=await p.evaluate(()=>document.body.scrollHeight);for(let y=0;y<h;y+=500){await p.mouse.wheel(0,500);await p.mouse.move(3+y%7,5);await p.waitForTimeout(120)}await p.waitForTimeout(1500);await p.evaluate(()=>scrollTo(0,0));await p.waitForTimeout(300);}
const H=await p.evaluate(()=>document.body.scrollHeight);
console.log('height',H,'width',await p.evaluate(()=>document.documentElement.scrollWidth));
const step=1600; let i=0;
await p.setViewportSize({width:+w,height:step});
for(let y=0;y<H&&i<24;y+=step){await p.evaluate(y=>scrollTo(0,y),y);await p.waitForTimeout(250);await p.screenshot({path:`${out}-${i++}.png`});}
await b.close();srv.kill();
