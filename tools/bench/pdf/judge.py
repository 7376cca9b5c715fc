#!/usr/bin/env python3
"""judge.py ORIG OUT [--map identity|accent|reverse|expand30|shrink20|any] [--pages N] [--dpi 72] [--pw PW]

How far a translated PDF kept the layout of its source, by tools that had no part in making it. One JSON line.
Needs Debian's poppler-utils, qpdf, python3-pikepdf, python3-numpy, python3-pil.
--map: the pseudo-translator that made OUT (word by word, so the expected words are known); 'any': a real translation (geometry only)."""
import sys,subprocess,re,json,io,unicodedata,argparse,html,collections,math
import numpy as np
from PIL import Image
def sh(a,t=120):
    try: return subprocess.run(a,capture_output=True,timeout=t)
    except subprocess.TimeoutExpired: return subprocess.CompletedProcess(a,124,b'',b'timeout')
# ---- pseudo-translators (the same as in pseudo-translators.ts)
V=dict(zip('aeiouAEIOUnc','áéíóúÁÉÍÓÚñç'))
def hsh(s):
    h=0
    for c in s: h=(h*31+ord(c))&0xffffffff
    return h
def acc(w): return ''.join(V.get(c,c) for c in w)
MAP={'identity':lambda w:w,'accent':acc,'reverse':lambda w:w[::-1].lower(),
 'shrink20':lambda w:acc(w)[:max(1,math.ceil(len(w)*0.8))],
 'expand30':lambda w:acc(w)+'xamolinerat'[:int(math.floor(len(w)*0.3+(0.5 if hsh(w)%10<3 else 0)+0.5))]}
isL=lambda c:unicodedata.category(c)[0] in 'LM'
CJKr=re.compile(r'[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u3040-\u30ff]')
def toks(w):
    w=unicodedata.normalize('NFKC',w).replace('\u00ad',''); out=[]; cur=''
    for c in w:
        if CJKr.match(c):
            if cur: out.append(cur); cur=''
            out.append(c)
        elif isL(c): cur+=c
        elif cur: out.append(cur); cur=''
    if cur: out.append(cur)
    return out
def bbox(pdf,pw,last):
    r=sh(['pdftotext','-bbox-layout','-l',str(last)]+(['-upw',pw] if pw else [])+[pdf,'-']); t=r.stdout.decode('utf8','replace'); pages=[]
    for pm in re.finditer(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>',t,re.S):
        P={'w':float(pm[1]),'h':float(pm[2]),'blocks':[]}
        for bm in re.finditer(r'<block xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</block>',pm[3],re.S):
            B={'b':tuple(map(float,bm.groups()[:4])),'lines':[]}
            for lm in re.finditer(r'<line [^>]*>(.*?)</line>',bm[5],re.S):
                B['lines'].append([(tuple(map(float,w.groups()[:4])),html.unescape(w[5])) for w in re.finditer(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>',lm[1],re.S)])
            P['blocks'].append(B)
        pages.append(P)
    return pages
def tokens(P):
    """tokens with box and block id; line-end hyphens joined"""
    T=[]
    for bi,B in enumerate(P['blocks']):
        pend=None
        for L in B['lines']:
            for k,(b,w) in enumerate(L):
                w2=w
                if pend and k==0 and w2[:1].islower():
                    b0,p0=pend; ts=toks(p0[:-1]+w2); 
                    for i,t in enumerate(ts): T.append({'t':t,'b':b0,'bi':bi})
                    pend=None; continue
                if pend: 
                    for t in toks(pend[1]): T.append({'t':t,'b':pend[0],'bi':bi})
                    pend=None
                if k==len(L)-1 and len(w)>2 and w[-1] in '-\u00ad\u2010' and isL(w[-2]): pend=(b,w); continue
                for t in toks(w): T.append({'t':t,'b':b,'bi':bi})
        if pend:
            for t in toks(pend[1]): T.append({'t':t,'b':pend[0],'bi':bi})
    return T
def words(P): return [(b,w) for B in P['blocks'] for L in B['lines'] for b,w in L if w.strip()]
def render(pdf,pg,dpi,pw):
    r=sh(['pdftoppm','-r',str(dpi),'-f',str(pg),'-l',str(pg),'-gray']+(['-upw',pw] if pw else [])+[pdf],60)
    if not r.stdout: return None
    try: return np.asarray(Image.open(io.BytesIO(r.stdout)).convert('L')).astype(np.int16)
    except Exception: return None
def overlaps(W):
    """share of words overlapped by another word by >30% of the smaller's area"""
    n=len(W); bad=set(); idx=sorted(range(n),key=lambda i:W[i][0][1]); 
    for a in range(n):
        i=idx[a]; x0,y0,x1,y1=W[i][0]; A=(x1-x0)*(y1-y0)
        for c in range(a+1,n):
            j=idx[c]; u0,v0,u1,v1=W[j][0]
            if v0>=y1: break
            w=min(x1,u1)-max(x0,u0); h=min(y1,v1)-max(y0,v0)
            if w>0 and h>0:
                m=min(A,(u1-u0)*(v1-v0))
                if m>0 and w*h>0.45*m: bad.add(i); bad.add(j)
    return len(bad)
def struct(pdf,pw):
    import pikepdf
    S=dict(ok=False)
    try: P=pikepdf.open(pdf,password=pw or '')
    except Exception as e: S['err']=str(e)[:80]; return S
    S['ok']=True; S['pages']=len(P.pages); boxes=[]; links=collections.Counter(); annots=0
    for p in P.pages:
        g=lambda k:[round(float(x),1) for x in p.get(k)] if p.get(k) is not None else None
        try: boxes.append((str([round(float(x),1) for x in p.mediabox]),str([round(float(x),1) for x in p.cropbox]),int(p.get('/Rotate',0) or 0)))
        except Exception: boxes.append(None)
        try:
            for a in p.get('/Annots',[]) or []:
                annots+=1
                if a.get('/Subtype')=='/Link':
                    A=a.get('/A'); links[str(A.get('/URI')) if A is not None and '/URI' in A else 'dest']+=1
        except Exception: pass
    S['boxes']=boxes; S['links']=dict(links); S['annots']=annots
    def cnt(o,d=0):
        n=0; seen=0
        while o is not None and seen<5000:
            n+=1; seen+=1; c=o.get('/First')
            if c is not None and d<20: n+=cnt(c,d+1)
            o=o.get('/Next')
        return n
    try: S['outline']=cnt(P.Root['/Outlines'].get('/First')) if '/Outlines' in P.Root else 0
    except Exception: S['outline']=-1
    try: S['fields']=len(P.Root['/AcroForm']['/Fields']) if '/AcroForm' in P.Root and '/Fields' in P.Root['/AcroForm'] else 0
    except Exception: S['fields']=-1
    S['tagged']='/StructTreeRoot' in P.Root; S['attach']='/Names' in P.Root and '/EmbeddedFiles' in P.Root['/Names']
    return S
def main():
    ap=argparse.ArgumentParser(); ap.add_argument('orig'); ap.add_argument('out'); ap.add_argument('--map',default='any'); ap.add_argument('--pages',type=int,default=12); ap.add_argument('--dpi',type=int,default=72); ap.add_argument('--pw'); ap.add_argument('--json',action='store_true'); a=ap.parse_args()
    R={'file':a.orig.split('/')[-1],'map':a.map}
    s0,s1=struct(a.orig,a.pw),struct(a.out,None)
    if not s1['ok']: s1=struct(a.out,a.pw)
    R['opens']=s1['ok']; 
    if not s1['ok']: R['err']=s1.get('err'); print(json.dumps(R)); return
    st={}
    if s0['ok']:
        st['pages']=s0['pages']==s1['pages']; st['boxes']=s0['boxes']==s1['boxes']; st['links']=s0['links']==s1['links']; st['outline']=s0['outline']==s1['outline']; st['fields']=s0['fields']==s1['fields']; st['annots']=s0['annots']==s1['annots']; st['tagged']=(not s0['tagged']) or s1['tagged']; st['attach']=(not s0['attach']) or s1['attach']
    R['structure']=st; q=sh(['qpdf','--check']+(['--password='+a.pw] if a.pw else [])+[a.out]); R['qpdf']=q.returncode
    P0,P1=bbox(a.orig,a.pw,a.pages),bbox(a.out,None,a.pages)
    if not P1 and a.pw: P1=bbox(a.out,a.pw,a.pages)
    n=min(len(P0),len(P1)); f=MAP.get(a.map)
    exp=found=left=leftden=outn=outmatched=0; blk=blkin=blkanc=0; ious=[]; ov0=ov1=nw0=nw1=0; offpage=0; scales=[]; pix=[]; pixmax=0; inink=0; order=[]
    for k in range(n):
        p0,p1=P0[k],P1[k]; W0,W1=words(p0),words(p1); nw0+=len(W0); nw1+=len(W1); ov0+=overlaps(W0); ov1+=overlaps(W1)
        for b,w in W1:
            if b[0]<-2 or b[1]<-2 or b[2]>p1['w']+2 or b[3]>p1['h']+2: offpage+=1
        BX=[B['b'] for B in p0['blocks']]
        def inside(b,X,d=3):
            x0,y0,x1,y1=b; A=max(1e-6,(x1-x0)*(y1-y0)); w=min(x1,X[2]+d)-max(x0,X[0]-d); h=min(y1,X[3]+d)-max(y0,X[1]-d); return w*h/A if w>0 and h>0 else 0
        for b,w in W1: inink+= 1 if any(inside(b,X)>0.6 for X in BX) else 0
        T0,T1=tokens(p0),tokens(p1)
        if f:
            idx=collections.defaultdict(list)
            for j,t in enumerate(T1): idx[t['t'].lower()].append(j)
            used=set(); M={}; byk=collections.defaultdict(list)
            for i,t in enumerate(T0): byk[f(t['t']).lower()].append(i)
            src={}; 
            for i,t in enumerate(T0): src.setdefault(t['t'].lower(),[]).append(i)
            for key,I in byk.items():
                J=idx.get(key,[]); 
                if len(I)*len(J)>40000: I=I[:200]; J=J[:200]
                D=sorted((abs(T0[i]['b'][0]-T1[j]['b'][0])+2*abs(T0[i]['b'][1]-T1[j]['b'][1]),i,j) for i in I for j in J); ui=set()
                for d,i,j in D:
                    if i in ui or j in used: continue
                    ui.add(i); used.add(j); M[i]=j
            # tokens whose mapped form equals themselves are not evidence of translation
            for i,t in enumerate(T0):
                if len(t['t'])<2 and not CJKr.match(t['t']): continue
                exp+=1
                if i in M: found+=1
                if f(t['t']).lower()!=t['t'].lower():
                    leftden+=1
                    if i not in M:
                        # is the source word still there near its place?
                        if any(abs(T1[j]['b'][0]-t['b'][0])<3 and abs(T1[j]['b'][1]-t['b'][1])<3 for j in idx.get(t['t'].lower(),[])): left+=1
            outn+=len([t for t in T1 if len(t['t'])>1]); outmatched+=len([j for j in used if len(T1[j]['t'])>1])
            for bi,B in enumerate(p0['blocks']):
                I=[i for i,t in enumerate(T0) if t['bi']==bi]; 
                if not I or not any(len(T0[i]['t'])>1 or CJKr.match(T0[i]['t']) for i in I): continue
                blk+=1; G=[T1[M[i]]['b'] for i in I if i in M]
                if not G: ious.append(0); continue
                ins=np.mean([1.0 if inside(g,B['b'])>0.6 else 0.0 for g in G]); cov=len(G)/len(I)
                X=(min(g[0] for g in G),min(g[1] for g in G),max(g[2] for g in G),max(g[3] for g in G)); S=[T0[i]['b'] for i in I if i in M]; Y=(min(g[0] for g in S),min(g[1] for g in S),max(g[2] for g in S),max(g[3] for g in S))
                w=min(X[2],Y[2])-max(X[0],Y[0]); h=min(X[3],Y[3])-max(X[1],Y[1]); it=w*h if w>0 and h>0 else 0; un=(X[2]-X[0])*(X[3]-X[1])+(Y[2]-Y[0])*(Y[3]-Y[1])-it; ious.append(it/un if un>0 else 0)
                if ins>=0.9 and cov>=0.7: blkin+=1
                h1=np.median([g[3]-g[1] for g in S]); dx=min(abs(X[0]-Y[0]),abs(X[2]-Y[2]),abs((X[0]+X[2]-Y[0]-Y[2])/2)); oth=[Z for zi,Z in enumerate(BX) if zi!=bi]
                free=np.mean([0.0 if any(inside(g,Z,-1)>0.35 for Z in oth) and not inside(g,B['b'])>0.6 else 1.0 for g in G])
                if dx<=6 and abs(X[1]-Y[1])<=0.45*h1+3 and cov>=0.7 and free>=0.95: blkanc+=1
            for i,j in M.items():
                h0=T0[i]['b'][3]-T0[i]['b'][1]; h1=T1[j]['b'][3]-T1[j]['b'][1]
                if h0>0 and len(T0[i]['t'])>2: scales.append(h1/h0)
            seq=[M[i] for i in sorted(M)]; 
            if len(seq)>3: order.append(sum(1 for x,y in zip(seq,seq[1:]) if y>x)/(len(seq)-1))
        A,B=render(a.orig,k+1,a.dpi,a.pw),render(a.out,k+1,a.dpi,None)
        if B is None: B=render(a.out,k+1,a.dpi,a.pw)
        if A is None or B is None: pix.append(1.0 if A is not None else 0.0); continue
        if A.shape!=B.shape: pix.append(1.0); continue
        s=a.dpi/72; m=np.zeros(A.shape,bool)
        for b,w in W0+W1:
            h=b[3]-b[1]; m[max(0,int((b[1]-0.15*h)*s)-2):int((b[3]+0.15*h)*s)+3,max(0,int(b[0]*s)-2):int(b[2]*s)+3]=True
        d=(np.abs(A-B)>40)&~m; ink=((A<245)&~m).sum(); free=(~m).sum()
        pix.append(float(d.sum())/max(1,free))
    R.update(pages=n,words_src=nw0,words_out=nw1)
    if f: R.update(recall=round(found/exp,4) if exp else 1.0,leftover=round(left/max(1,leftden),4) if leftden else None,foreign=round(1-outmatched/outn,4) if outn else 0.0,blocks=blk,blocks_in_place=round(blkin/blk,4) if blk else 1.0,blocks_anchored=round(blkanc/blk,4) if blk else 1.0,iou=round(float(np.mean(ious)),4) if ious else None,order=round(float(np.mean(order)),4) if order else None,scale_p05=round(float(np.percentile(scales,5)),3) if scales else None,scale_p50=round(float(np.median(scales)),3) if scales else None)
    R.update(ink_in_source_blocks=round(inink/max(1,nw1),4),overlap_new=round(max(0,ov1/max(1,nw1)-ov0/max(1,nw0)),4),offpage=offpage,pixdiff_mean=round(float(np.mean(pix)),6) if pix else None,pixdiff_max=round(float(np.max(pix)),6) if pix else None)
    import os; R['size_ratio']=round(os.path.getsize(a.out)/os.path.getsize(a.orig),3)
    sc=[]; sc.append((.15,np.mean([1.0 if v else 0.0 for v in st.values()]) if st else 1)); 
    if f: sc+=[(.30,R['recall']),(.10,R['blocks_in_place']),(.15,R['blocks_anchored']),(.05,1-(R['leftover'] or 0))]
    else: sc+=[(.35,R['ink_in_source_blocks'])]
    sc.append((.10,max(0,1-10*R['overlap_new']))); sc.append((.15,max(0,1-100*(R['pixdiff_mean'] or 0))))
    gate=min(1.0,R['recall']/0.9) if f else 1.0; R['score']=round(100*gate*sum(w*v for w,v in sc)/sum(w for w,_ in sc),1); print(json.dumps(R))
main()
