import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { spawn } from 'node:child_process';
import { quietFlags } from './tools/find-browser.mjs';
const srv=spawn('node',['tools/serve.mjs',process.argv[2]??'build','--port','0'],{stdio:['ignore','pipe','inherit']});
const sp=await new Promise(r=>srv.stdout.on('data',d=>{const m=/port (\d+)/.exec(d);if(m)r(m[1])}));
for(const path of (process.argv[3]??'en/,en/arcface/').split(',')) for(let k=0;k<3;k++){
const port=20000+Math.floor(Math.random()*9999);
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:[...quietFlags,`--remote-debugging-port=${port}`]});
const r=await lighthouse(`http://127.0.0.1:${sp}/${path}`,{port,output:'json',logLevel:'error',onlyCategories:['performance']});
const a=r.lhr.audits;console.log(path,r.lhr.categories.performance.score,['first-contentful-paint','largest-contentful-paint','speed-index','total-blocking-time','cumulative-layout-shift'].map(n=>n+' '+a[n].displayValue+' ('+a[n].score+')').join('; '));
if(k===2){console.log((a['long-tasks']?.details?.items??[]).map(t=>t.url.split('/').slice(-2).join('/')+' '+Math.round(t.duration)).join(' | '));console.log((a['mainthread-work-breakdown'].details.items).map(t=>t.groupLabel+' '+Math.round(t.duration)).join(' | '));}
await b.close();}
srv.kill();process.exit(0);
