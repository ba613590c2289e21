// Inlining decisions: costs, budgets and every reason that a small program can have.
package inlining

import "sync"

func hot(n int) int { return n + 1 }

func small(n int) int { return hot(n) * 2 }

//go:noinline
func never(n int) int { return n }

func recursive(n int) int {
	if n == 0 {
		return 0
	}
	return recursive(n-1) + even(n)
}

func even(n int) int {
	if n == 0 {
		return 1
	}
	return odd(n - 1)
}

func odd(n int) int {
	if n == 0 {
		return 0
	}
	return even(n - 1)
}

func complexEnough(xs []int) (total int) {
	for i, x := range xs {
		switch {
		case x > 10:
			total += hot(x) * i
		case x > 5:
			total -= small(x) / (i + 1)
		default:
			total += never(x) + recursive(i)
		}
	}
	return total
}

func selects(a, b chan int) int {
	select {
	case v := <-a:
		return v
	case v := <-b:
		return v
	}
}

func recovering() any { return recover() }

func deferring(mu *sync.Mutex) {
	mu.Lock()
	defer mu.Unlock()
}

func starting(c chan int) { go func() { c <- 1 }() }

func text() string { return "a ignoring self-assignment in b: x escapes to heap" }

func labels(n int) int {
again:
	n--
	if n > 0 {
		goto again
	}
	return n
}

func inlineAll(xs []int, mu *sync.Mutex) int {
	mu.Lock()
	n := small(len(xs)) + complexEnough(xs) + labels(3)
	mu.Unlock()
	println(text())
	return n
}

type builder struct{ parts []func() int }

func (b *builder) with(f func() int) *builder {
	b.parts = append(b.parts, f)
	return b
}

func chain(b *builder, n int) *builder {
	return b.with(func() int { return hot(n) }).with(func() int { return small(n) })
}

// A function of more than 5,000 nodes counts as big.
func big(n int) int {
	n += n*0 ^ n&1 | n
	n += n*1 ^ n&2 | n
	n += n*2 ^ n&3 | n
	n += n*3 ^ n&4 | n
	n += n*4 ^ n&5 | n
	n += n*5 ^ n&6 | n
	n += n*6 ^ n&7 | n
	n += n*7 ^ n&8 | n
	n += n*8 ^ n&9 | n
	n += n*9 ^ n&10 | n
	n += n*10 ^ n&11 | n
	n += n*11 ^ n&12 | n
	n += n*12 ^ n&13 | n
	n += n*13 ^ n&14 | n
	n += n*14 ^ n&15 | n
	n += n*15 ^ n&16 | n
	n += n*16 ^ n&17 | n
	n += n*17 ^ n&18 | n
	n += n*18 ^ n&19 | n
	n += n*19 ^ n&20 | n
	n += n*20 ^ n&21 | n
	n += n*21 ^ n&22 | n
	n += n*22 ^ n&23 | n
	n += n*23 ^ n&24 | n
	n += n*24 ^ n&25 | n
	n += n*25 ^ n&26 | n
	n += n*26 ^ n&27 | n
	n += n*27 ^ n&28 | n
	n += n*28 ^ n&29 | n
	n += n*29 ^ n&30 | n
	n += n*30 ^ n&31 | n
	n += n*31 ^ n&32 | n
	n += n*32 ^ n&33 | n
	n += n*33 ^ n&34 | n
	n += n*34 ^ n&35 | n
	n += n*35 ^ n&36 | n
	n += n*36 ^ n&37 | n
	n += n*37 ^ n&38 | n
	n += n*38 ^ n&39 | n
	n += n*39 ^ n&40 | n
	n += n*40 ^ n&41 | n
	n += n*41 ^ n&42 | n
	n += n*42 ^ n&43 | n
	n += n*43 ^ n&44 | n
	n += n*44 ^ n&45 | n
	n += n*45 ^ n&46 | n
	n += n*46 ^ n&47 | n
	n += n*47 ^ n&48 | n
	n += n*48 ^ n&49 | n
	n += n*49 ^ n&50 | n
	n += n*50 ^ n&51 | n
	n += n*51 ^ n&52 | n
	n += n*52 ^ n&53 | n
	n += n*53 ^ n&54 | n
	n += n*54 ^ n&55 | n
	n += n*55 ^ n&56 | n
	n += n*56 ^ n&57 | n
	n += n*57 ^ n&58 | n
	n += n*58 ^ n&59 | n
	n += n*59 ^ n&60 | n
	n += n*60 ^ n&61 | n
	n += n*61 ^ n&62 | n
	n += n*62 ^ n&63 | n
	n += n*63 ^ n&64 | n
	n += n*64 ^ n&65 | n
	n += n*65 ^ n&66 | n
	n += n*66 ^ n&67 | n
	n += n*67 ^ n&68 | n
	n += n*68 ^ n&69 | n
	n += n*69 ^ n&70 | n
	n += n*70 ^ n&71 | n
	n += n*71 ^ n&72 | n
	n += n*72 ^ n&73 | n
	n += n*73 ^ n&74 | n
	n += n*74 ^ n&75 | n
	n += n*75 ^ n&76 | n
	n += n*76 ^ n&77 | n
	n += n*77 ^ n&78 | n
	n += n*78 ^ n&79 | n
	n += n*79 ^ n&80 | n
	n += n*80 ^ n&81 | n
	n += n*81 ^ n&82 | n
	n += n*82 ^ n&83 | n
	n += n*83 ^ n&84 | n
	n += n*84 ^ n&85 | n
	n += n*85 ^ n&86 | n
	n += n*86 ^ n&87 | n
	n += n*87 ^ n&88 | n
	n += n*88 ^ n&89 | n
	n += n*89 ^ n&90 | n
	n += n*90 ^ n&91 | n
	n += n*91 ^ n&92 | n
	n += n*92 ^ n&93 | n
	n += n*93 ^ n&94 | n
	n += n*94 ^ n&95 | n
	n += n*95 ^ n&96 | n
	n += n*96 ^ n&97 | n
	n += n*97 ^ n&98 | n
	n += n*98 ^ n&99 | n
	n += n*99 ^ n&100 | n
	n += n*100 ^ n&101 | n
	n += n*101 ^ n&102 | n
	n += n*102 ^ n&103 | n
	n += n*103 ^ n&104 | n
	n += n*104 ^ n&105 | n
	n += n*105 ^ n&106 | n
	n += n*106 ^ n&107 | n
	n += n*107 ^ n&108 | n
	n += n*108 ^ n&109 | n
	n += n*109 ^ n&110 | n
	n += n*110 ^ n&111 | n
	n += n*111 ^ n&112 | n
	n += n*112 ^ n&113 | n
	n += n*113 ^ n&114 | n
	n += n*114 ^ n&115 | n
	n += n*115 ^ n&116 | n
	n += n*116 ^ n&117 | n
	n += n*117 ^ n&118 | n
	n += n*118 ^ n&119 | n
	n += n*119 ^ n&120 | n
	n += n*120 ^ n&121 | n
	n += n*121 ^ n&122 | n
	n += n*122 ^ n&123 | n
	n += n*123 ^ n&124 | n
	n += n*124 ^ n&125 | n
	n += n*125 ^ n&126 | n
	n += n*126 ^ n&127 | n
	n += n*127 ^ n&128 | n
	n += n*128 ^ n&129 | n
	n += n*129 ^ n&130 | n
	n += n*130 ^ n&131 | n
	n += n*131 ^ n&132 | n
	n += n*132 ^ n&133 | n
	n += n*133 ^ n&134 | n
	n += n*134 ^ n&135 | n
	n += n*135 ^ n&136 | n
	n += n*136 ^ n&137 | n
	n += n*137 ^ n&138 | n
	n += n*138 ^ n&139 | n
	n += n*139 ^ n&140 | n
	n += n*140 ^ n&141 | n
	n += n*141 ^ n&142 | n
	n += n*142 ^ n&143 | n
	n += n*143 ^ n&144 | n
	n += n*144 ^ n&145 | n
	n += n*145 ^ n&146 | n
	n += n*146 ^ n&147 | n
	n += n*147 ^ n&148 | n
	n += n*148 ^ n&149 | n
	n += n*149 ^ n&150 | n
	n += n*150 ^ n&151 | n
	n += n*151 ^ n&152 | n
	n += n*152 ^ n&153 | n
	n += n*153 ^ n&154 | n
	n += n*154 ^ n&155 | n
	n += n*155 ^ n&156 | n
	n += n*156 ^ n&157 | n
	n += n*157 ^ n&158 | n
	n += n*158 ^ n&159 | n
	n += n*159 ^ n&160 | n
	n += n*160 ^ n&161 | n
	n += n*161 ^ n&162 | n
	n += n*162 ^ n&163 | n
	n += n*163 ^ n&164 | n
	n += n*164 ^ n&165 | n
	n += n*165 ^ n&166 | n
	n += n*166 ^ n&167 | n
	n += n*167 ^ n&168 | n
	n += n*168 ^ n&169 | n
	n += n*169 ^ n&170 | n
	n += n*170 ^ n&171 | n
	n += n*171 ^ n&172 | n
	n += n*172 ^ n&173 | n
	n += n*173 ^ n&174 | n
	n += n*174 ^ n&175 | n
	n += n*175 ^ n&176 | n
	n += n*176 ^ n&177 | n
	n += n*177 ^ n&178 | n
	n += n*178 ^ n&179 | n
	n += n*179 ^ n&180 | n
	n += n*180 ^ n&181 | n
	n += n*181 ^ n&182 | n
	n += n*182 ^ n&183 | n
	n += n*183 ^ n&184 | n
	n += n*184 ^ n&185 | n
	n += n*185 ^ n&186 | n
	n += n*186 ^ n&187 | n
	n += n*187 ^ n&188 | n
	n += n*188 ^ n&189 | n
	n += n*189 ^ n&190 | n
	n += n*190 ^ n&191 | n
	n += n*191 ^ n&192 | n
	n += n*192 ^ n&193 | n
	n += n*193 ^ n&194 | n
	n += n*194 ^ n&195 | n
	n += n*195 ^ n&196 | n
	n += n*196 ^ n&197 | n
	n += n*197 ^ n&198 | n
	n += n*198 ^ n&199 | n
	n += n*199 ^ n&200 | n
	n += n*200 ^ n&201 | n
	n += n*201 ^ n&202 | n
	n += n*202 ^ n&203 | n
	n += n*203 ^ n&204 | n
	n += n*204 ^ n&205 | n
	n += n*205 ^ n&206 | n
	n += n*206 ^ n&207 | n
	n += n*207 ^ n&208 | n
	n += n*208 ^ n&209 | n
	n += n*209 ^ n&210 | n
	n += n*210 ^ n&211 | n
	n += n*211 ^ n&212 | n
	n += n*212 ^ n&213 | n
	n += n*213 ^ n&214 | n
	n += n*214 ^ n&215 | n
	n += n*215 ^ n&216 | n
	n += n*216 ^ n&217 | n
	n += n*217 ^ n&218 | n
	n += n*218 ^ n&219 | n
	n += n*219 ^ n&220 | n
	n += n*220 ^ n&221 | n
	n += n*221 ^ n&222 | n
	n += n*222 ^ n&223 | n
	n += n*223 ^ n&224 | n
	n += n*224 ^ n&225 | n
	n += n*225 ^ n&226 | n
	n += n*226 ^ n&227 | n
	n += n*227 ^ n&228 | n
	n += n*228 ^ n&229 | n
	n += n*229 ^ n&230 | n
	n += n*230 ^ n&231 | n
	n += n*231 ^ n&232 | n
	n += n*232 ^ n&233 | n
	n += n*233 ^ n&234 | n
	n += n*234 ^ n&235 | n
	n += n*235 ^ n&236 | n
	n += n*236 ^ n&237 | n
	n += n*237 ^ n&238 | n
	n += n*238 ^ n&239 | n
	n += n*239 ^ n&240 | n
	n += n*240 ^ n&241 | n
	n += n*241 ^ n&242 | n
	n += n*242 ^ n&243 | n
	n += n*243 ^ n&244 | n
	n += n*244 ^ n&245 | n
	n += n*245 ^ n&246 | n
	n += n*246 ^ n&247 | n
	n += n*247 ^ n&248 | n
	n += n*248 ^ n&249 | n
	n += n*249 ^ n&250 | n
	n += n*250 ^ n&251 | n
	n += n*251 ^ n&252 | n
	n += n*252 ^ n&253 | n
	n += n*253 ^ n&254 | n
	n += n*254 ^ n&255 | n
	n += n*255 ^ n&256 | n
	n += n*256 ^ n&257 | n
	n += n*257 ^ n&258 | n
	n += n*258 ^ n&259 | n
	n += n*259 ^ n&260 | n
	n += n*260 ^ n&261 | n
	n += n*261 ^ n&262 | n
	n += n*262 ^ n&263 | n
	n += n*263 ^ n&264 | n
	n += n*264 ^ n&265 | n
	n += n*265 ^ n&266 | n
	n += n*266 ^ n&267 | n
	n += n*267 ^ n&268 | n
	n += n*268 ^ n&269 | n
	n += n*269 ^ n&270 | n
	n += n*270 ^ n&271 | n
	n += n*271 ^ n&272 | n
	n += n*272 ^ n&273 | n
	n += n*273 ^ n&274 | n
	n += n*274 ^ n&275 | n
	n += n*275 ^ n&276 | n
	n += n*276 ^ n&277 | n
	n += n*277 ^ n&278 | n
	n += n*278 ^ n&279 | n
	n += n*279 ^ n&280 | n
	n += n*280 ^ n&281 | n
	n += n*281 ^ n&282 | n
	n += n*282 ^ n&283 | n
	n += n*283 ^ n&284 | n
	n += n*284 ^ n&285 | n
	n += n*285 ^ n&286 | n
	n += n*286 ^ n&287 | n
	n += n*287 ^ n&288 | n
	n += n*288 ^ n&289 | n
	n += n*289 ^ n&290 | n
	n += n*290 ^ n&291 | n
	n += n*291 ^ n&292 | n
	n += n*292 ^ n&293 | n
	n += n*293 ^ n&294 | n
	n += n*294 ^ n&295 | n
	n += n*295 ^ n&296 | n
	n += n*296 ^ n&297 | n
	n += n*297 ^ n&298 | n
	n += n*298 ^ n&299 | n
	n += n*299 ^ n&300 | n
	n += n*300 ^ n&301 | n
	n += n*301 ^ n&302 | n
	n += n*302 ^ n&303 | n
	n += n*303 ^ n&304 | n
	n += n*304 ^ n&305 | n
	n += n*305 ^ n&306 | n
	n += n*306 ^ n&307 | n
	n += n*307 ^ n&308 | n
	n += n*308 ^ n&309 | n
	n += n*309 ^ n&310 | n
	n += n*310 ^ n&311 | n
	n += n*311 ^ n&312 | n
	n += n*312 ^ n&313 | n
	n += n*313 ^ n&314 | n
	n += n*314 ^ n&315 | n
	n += n*315 ^ n&316 | n
	n += n*316 ^ n&317 | n
	n += n*317 ^ n&318 | n
	n += n*318 ^ n&319 | n
	n += n*319 ^ n&320 | n
	n += n*320 ^ n&321 | n
	n += n*321 ^ n&322 | n
	n += n*322 ^ n&323 | n
	n += n*323 ^ n&324 | n
	n += n*324 ^ n&325 | n
	n += n*325 ^ n&326 | n
	n += n*326 ^ n&327 | n
	n += n*327 ^ n&328 | n
	n += n*328 ^ n&329 | n
	n += n*329 ^ n&330 | n
	n += n*330 ^ n&331 | n
	n += n*331 ^ n&332 | n
	n += n*332 ^ n&333 | n
	n += n*333 ^ n&334 | n
	n += n*334 ^ n&335 | n
	n += n*335 ^ n&336 | n
	n += n*336 ^ n&337 | n
	n += n*337 ^ n&338 | n
	n += n*338 ^ n&339 | n
	n += n*339 ^ n&340 | n
	n += n*340 ^ n&341 | n
	n += n*341 ^ n&342 | n
	n += n*342 ^ n&343 | n
	n += n*343 ^ n&344 | n
	n += n*344 ^ n&345 | n
	n += n*345 ^ n&346 | n
	n += n*346 ^ n&347 | n
	n += n*347 ^ n&348 | n
	n += n*348 ^ n&349 | n
	n += n*349 ^ n&350 | n
	n += n*350 ^ n&351 | n
	n += n*351 ^ n&352 | n
	n += n*352 ^ n&353 | n
	n += n*353 ^ n&354 | n
	n += n*354 ^ n&355 | n
	n += n*355 ^ n&356 | n
	n += n*356 ^ n&357 | n
	n += n*357 ^ n&358 | n
	n += n*358 ^ n&359 | n
	n += n*359 ^ n&360 | n
	n += n*360 ^ n&361 | n
	n += n*361 ^ n&362 | n
	n += n*362 ^ n&363 | n
	n += n*363 ^ n&364 | n
	n += n*364 ^ n&365 | n
	n += n*365 ^ n&366 | n
	n += n*366 ^ n&367 | n
	n += n*367 ^ n&368 | n
	n += n*368 ^ n&369 | n
	n += n*369 ^ n&370 | n
	n += n*370 ^ n&371 | n
	n += n*371 ^ n&372 | n
	n += n*372 ^ n&373 | n
	n += n*373 ^ n&374 | n
	n += n*374 ^ n&375 | n
	n += n*375 ^ n&376 | n
	n += n*376 ^ n&377 | n
	n += n*377 ^ n&378 | n
	n += n*378 ^ n&379 | n
	n += n*379 ^ n&380 | n
	n += n*380 ^ n&381 | n
	n += n*381 ^ n&382 | n
	n += n*382 ^ n&383 | n
	n += n*383 ^ n&384 | n
	n += n*384 ^ n&385 | n
	n += n*385 ^ n&386 | n
	n += n*386 ^ n&387 | n
	n += n*387 ^ n&388 | n
	n += n*388 ^ n&389 | n
	n += n*389 ^ n&390 | n
	n += n*390 ^ n&391 | n
	n += n*391 ^ n&392 | n
	n += n*392 ^ n&393 | n
	n += n*393 ^ n&394 | n
	n += n*394 ^ n&395 | n
	n += n*395 ^ n&396 | n
	n += n*396 ^ n&397 | n
	n += n*397 ^ n&398 | n
	n += n*398 ^ n&399 | n
	n += n*399 ^ n&400 | n
	n += n*400 ^ n&401 | n
	n += n*401 ^ n&402 | n
	n += n*402 ^ n&403 | n
	n += n*403 ^ n&404 | n
	n += n*404 ^ n&405 | n
	n += n*405 ^ n&406 | n
	n += n*406 ^ n&407 | n
	n += n*407 ^ n&408 | n
	n += n*408 ^ n&409 | n
	n += n*409 ^ n&410 | n
	n += n*410 ^ n&411 | n
	n += n*411 ^ n&412 | n
	n += n*412 ^ n&413 | n
	n += n*413 ^ n&414 | n
	n += n*414 ^ n&415 | n
	n += n*415 ^ n&416 | n
	n += n*416 ^ n&417 | n
	n += n*417 ^ n&418 | n
	n += n*418 ^ n&419 | n
	n += n*419 ^ n&420 | n
	n += n*420 ^ n&421 | n
	n += n*421 ^ n&422 | n
	n += n*422 ^ n&423 | n
	n += n*423 ^ n&424 | n
	n += n*424 ^ n&425 | n
	n += n*425 ^ n&426 | n
	n += n*426 ^ n&427 | n
	n += n*427 ^ n&428 | n
	n += n*428 ^ n&429 | n
	n += n*429 ^ n&430 | n
	n += n*430 ^ n&431 | n
	n += n*431 ^ n&432 | n
	n += n*432 ^ n&433 | n
	n += n*433 ^ n&434 | n
	n += n*434 ^ n&435 | n
	n += n*435 ^ n&436 | n
	n += n*436 ^ n&437 | n
	n += n*437 ^ n&438 | n
	n += n*438 ^ n&439 | n
	n += n*439 ^ n&440 | n
	n += n*440 ^ n&441 | n
	n += n*441 ^ n&442 | n
	n += n*442 ^ n&443 | n
	n += n*443 ^ n&444 | n
	n += n*444 ^ n&445 | n
	n += n*445 ^ n&446 | n
	n += n*446 ^ n&447 | n
	n += n*447 ^ n&448 | n
	n += n*448 ^ n&449 | n
	n += n*449 ^ n&450 | n
	n += n*450 ^ n&451 | n
	n += n*451 ^ n&452 | n
	n += n*452 ^ n&453 | n
	n += n*453 ^ n&454 | n
	n += n*454 ^ n&455 | n
	n += n*455 ^ n&456 | n
	n += n*456 ^ n&457 | n
	n += n*457 ^ n&458 | n
	n += n*458 ^ n&459 | n
	n += n*459 ^ n&460 | n
	n += n*460 ^ n&461 | n
	n += n*461 ^ n&462 | n
	n += n*462 ^ n&463 | n
	n += n*463 ^ n&464 | n
	n += n*464 ^ n&465 | n
	n += n*465 ^ n&466 | n
	n += n*466 ^ n&467 | n
	n += n*467 ^ n&468 | n
	n += n*468 ^ n&469 | n
	n += n*469 ^ n&470 | n
	n += n*470 ^ n&471 | n
	n += n*471 ^ n&472 | n
	n += n*472 ^ n&473 | n
	n += n*473 ^ n&474 | n
	n += n*474 ^ n&475 | n
	n += n*475 ^ n&476 | n
	n += n*476 ^ n&477 | n
	n += n*477 ^ n&478 | n
	n += n*478 ^ n&479 | n
	n += n*479 ^ n&480 | n
	n += n*480 ^ n&481 | n
	n += n*481 ^ n&482 | n
	n += n*482 ^ n&483 | n
	n += n*483 ^ n&484 | n
	n += n*484 ^ n&485 | n
	n += n*485 ^ n&486 | n
	n += n*486 ^ n&487 | n
	n += n*487 ^ n&488 | n
	n += n*488 ^ n&489 | n
	n += n*489 ^ n&490 | n
	n += n*490 ^ n&491 | n
	n += n*491 ^ n&492 | n
	n += n*492 ^ n&493 | n
	n += n*493 ^ n&494 | n
	n += n*494 ^ n&495 | n
	n += n*495 ^ n&496 | n
	n += n*496 ^ n&497 | n
	n += n*497 ^ n&498 | n
	n += n*498 ^ n&499 | n
	n += n*499 ^ n&500 | n
	n += n*500 ^ n&501 | n
	n += n*501 ^ n&502 | n
	n += n*502 ^ n&503 | n
	n += n*503 ^ n&504 | n
	n += n*504 ^ n&505 | n
	n += n*505 ^ n&506 | n
	n += n*506 ^ n&507 | n
	n += n*507 ^ n&508 | n
	n += n*508 ^ n&509 | n
	n += n*509 ^ n&510 | n
	n += n*510 ^ n&511 | n
	n += n*511 ^ n&512 | n
	n += n*512 ^ n&513 | n
	n += n*513 ^ n&514 | n
	n += n*514 ^ n&515 | n
	n += n*515 ^ n&516 | n
	n += n*516 ^ n&517 | n
	n += n*517 ^ n&518 | n
	n += n*518 ^ n&519 | n
	n += n*519 ^ n&520 | n
	n += n*520 ^ n&521 | n
	n += n*521 ^ n&522 | n
	n += n*522 ^ n&523 | n
	n += n*523 ^ n&524 | n
	n += n*524 ^ n&525 | n
	n += n*525 ^ n&526 | n
	n += n*526 ^ n&527 | n
	n += n*527 ^ n&528 | n
	n += n*528 ^ n&529 | n
	n += n*529 ^ n&530 | n
	n += n*530 ^ n&531 | n
	n += n*531 ^ n&532 | n
	n += n*532 ^ n&533 | n
	n += n*533 ^ n&534 | n
	n += n*534 ^ n&535 | n
	n += n*535 ^ n&536 | n
	n += n*536 ^ n&537 | n
	n += n*537 ^ n&538 | n
	n += n*538 ^ n&539 | n
	n += n*539 ^ n&540 | n
	n += n*540 ^ n&541 | n
	n += n*541 ^ n&542 | n
	n += n*542 ^ n&543 | n
	n += n*543 ^ n&544 | n
	n += n*544 ^ n&545 | n
	n += n*545 ^ n&546 | n
	n += n*546 ^ n&547 | n
	n += n*547 ^ n&548 | n
	n += n*548 ^ n&549 | n
	n += n*549 ^ n&550 | n
	n += n*550 ^ n&551 | n
	n += n*551 ^ n&552 | n
	n += n*552 ^ n&553 | n
	n += n*553 ^ n&554 | n
	n += n*554 ^ n&555 | n
	n += n*555 ^ n&556 | n
	n += n*556 ^ n&557 | n
	n += n*557 ^ n&558 | n
	n += n*558 ^ n&559 | n
	n += n*559 ^ n&560 | n
	return hot(n)
}
