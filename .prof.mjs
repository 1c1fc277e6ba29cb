import puppeteer from 'puppeteer';
import { readFileSync, readdirSync } from 'node:fs';
const dir = `${process.env.HOME}/.cache/lectern/` + readdirSync(`${process.env.HOME}/.cache/lectern`).find((n) => /^chromium-[\d.]+$/.test(n));
const b = await puppeteer.launch({ executablePath: `${dir}/chromium`, headless: 'shell', pipe: true, args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none','--no-zygote'] });
const p = await b.newPage();
await p.setViewport({ width: 1280, height: 720 });
await p.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
await p.goto('file:///work/wt-check/dist/index.html');
await p.waitForSelector('.reveal.ready');
await p.evaluate(readFileSync('lib/client/inspect.js','utf8'));
await p.evaluate(readFileSync('node_modules/axe-core/axe.min.js','utf8'));
console.log(await p.evaluate(async()=>{ 
 const run=(el)=>axe.run(el,{runOnly:{type:'tag',values:['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']},resultTypes:['violations'],preload:false,elementRef:true});
 const slides=[...document.querySelectorAll('.slides > section')];
 const alone=async(slide,f)=>{const others=slides.filter(s=>s!==slide);const c=others.map(o=>{const d=document.createDocumentFragment();d.append(...o.childNodes);return d});try{return await f()}finally{others.forEach((o,i)=>o.append(c[i]))}};
 let a=0,b=0;
 for(let n=0;n<30;n++){location.hash=`/${n}/0/-1`; while(!slides[n].classList.contains('present')) await new Promise(requestAnimationFrame);
  let t=performance.now(); await run(slides[n]); a+=performance.now()-t;
  t=performance.now(); await alone(slides[n],()=>run(slides[n])); b+=performance.now()-t;}
 return [a,b].map(x=>Math.round(x/30));
}));
await b.close();
