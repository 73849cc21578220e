import { chromium } from '@playwright/test';
import { spawn } from 'node:child_process';
const path=process.argv[2]??'en/arcface/';
const srv=spawn('node',['tools/serve.mjs',process.argv[3]??'build','--port','0'],{stdio:['ignore','pipe','inherit']});
const port=await new Promise(r=>srv.stdout.on('data',d=>{const m=/port (\d+)/.exec(d);if(m)r(m[1])}));
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox']});
const runs=[];
for(let k=0;k<3;k++){
const ctx=await b.newContext({viewport:{width:412,height:823},deviceScaleFactor:1.75,isMobile:true,hasTouch:true,serviceWorkers:'block'});
const p=await ctx.newPage(); const c=await ctx.newCDPSession(p);
await c.send('Emulation.setCPUThrottlingRate',{rate:4});
const ev=[]; c.on('Tracing.dataCollected',d=>ev.push(...d.value));
await c.send('Tracing.start',{transferMode:'ReportEvents',traceConfig:{includedCategories:['devtools.timeline','loading','blink.user_timing','toplevel','disabled-by-default-devtools.timeline']}});
await p.goto(`http://127.0.0.1:${port}/${path}`,{waitUntil:'networkidle'}); await p.waitForTimeout(1500);
const done=new Promise(r=>c.once('Tracing.tracingComplete',r)); await c.send('Tracing.end'); await done;
const fcp=ev.find(e=>e.name==='firstContentfulPaint')?.ts; const nav=ev.filter(e=>e.name==='navigationStart').map(e=>e.ts).filter(t=>t<=fcp).pop();
const main=ev.find(e=>e.name==='firstContentfulPaint'); const tid=main.tid,pid=main.pid;
const my=ev.filter(e=>e.tid===tid&&e.pid===pid&&e.ph==='X');
const tasks=my.filter(e=>e.name==='RunTask'||e.name==='ThreadControllerImpl::RunTask'); const names=new Set(my.map(e=>e.name));
const after=tasks.filter(e=>e.ts>fcp&&e.dur>50000);
const tbt=after.reduce((s,e)=>s+(e.dur-50000)/1000,0);
const self={};
const sorted=my.filter(e=>e.dur>0).sort((a,b)=>a.ts-b.ts||b.dur-a.dur);
const st=[];const add=(n,d)=>self[n]=(self[n]??0)+d/1000;
for(const e of sorted){while(st.length&&st.at(-1).ts+st.at(-1).dur<=e.ts)st.pop(); if(st.length)add(st.at(-1).name,-e.dur); add(e.name,e.dur); st.push(e);}
runs.push({fcp:(fcp-nav)/1000,tbt,tasks:after.map(e=>({at:Math.round((e.ts-fcp)/1000),ms:Math.round(e.dur/1000),what:my.filter(x=>x.ts>=e.ts&&x.ts+x.dur<=e.ts+e.dur&&x.dur>8000&&x!==e&&!/RunTask/.test(x.name)).map(x=>x.name+':'+Math.round(x.dur/1000)+(x.args?.data?.url?' '+x.args.data.url.split('/').pop():'')).slice(0,9)})),self});
await ctx.close();}
runs.sort((a,b)=>a.tbt-b.tbt);
const r=runs[1];console.log('tbt',runs.map(x=>Math.round(x.tbt)),'fcp',runs.map(x=>Math.round(x.fcp)));
for(const t of r.tasks)console.log(t.at,t.ms,t.what.join(' | '));
console.log(Object.entries(r.self).sort((a,b)=>b[1]-a[1]).slice(0,14).map(([n,v])=>n+' '+Math.round(v)).join(', '));
await b.close();srv.kill();
