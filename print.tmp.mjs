import { chromium } from '@playwright/test';
import { spawn } from 'node:child_process';
import { webglFlags, quietFlags } from './tools/find-browser.mjs';
const [,, path, out, wake='1'] = process.argv;
const srv=spawn('node',['tools/serve.mjs','build','--port','0'],{stdio:['ignore','pipe','inherit']});
const port=await new Promise(r=>srv.stdout.on('data',d=>{const m=/port (\d+)/.exec(d);if(m)r(m[1])}));
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:[...quietFlags,...webglFlags]});
const p=await b.newPage({viewport:{width:1280,height:900},serviceWorkers:'block',javaScriptEnabled: wake!=='nojs'});
await p.goto(`http://127.0.0.1:${port}/${path}`,{waitUntil:'networkidle'});
if(wake==='1'){const h=await p.evaluate(()=>document.body.scrollHeight);for(let y=0;y<h;y+=500){await p.mouse.wheel(0,500);await p.mouse.move(3+y%7,5);await p.waitForTimeout(150)}await p.waitForTimeout(1500);}
await p.pdf({path:out,format:'A4',printBackground:false,margin:{top:'15mm',bottom:'15mm',left:'15mm',right:'15mm'}});
await b.close();srv.kill();
